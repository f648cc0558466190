/**
 * What is on the screen first, per address. The build turns it into preload.json for the server;
 * a page that is missing here still works, it only starts a little later.
 */
export interface FirstLoad {
  /** Address; `:name` stands for one path segment. */
  path: string
  /** For whom: everybody, guests only, or people who are signed in. */
  who: 'all' | 'guest' | 'person'
  /** Modules that are loaded lazily for this address. */
  modules: readonly string[]
}

export const firstLoads: readonly FirstLoad[] = [
  { path: '/', who: 'guest', modules: ['src/features/landing/LandingPage.vue'] },
  { path: '/', who: 'person', modules: ['src/features/home/HomePage.vue'] },
  { path: '/login', who: 'all', modules: ['src/features/account/LoginPage.vue', 'src/features/signin/SignInWays.vue'] },
  { path: '/join', who: 'all', modules: ['src/features/account/JoinPage.vue'] },
  { path: '/signin/:provider', who: 'all', modules: ['src/features/signin/SignInPage.vue'] },
  { path: '/welcome', who: 'person', modules: ['src/features/onboarding/WelcomePage.vue'] },
  { path: '/calendar', who: 'person', modules: ['src/features/calendar/CalendarPage.vue'] },
  { path: '/pieces', who: 'all', modules: ['src/features/pieces/CollectionPage.vue'] },
  { path: '/people/:id', who: 'all', modules: ['src/features/pieces/person/PersonPage.vue'] },
  { path: '/pieces/:id', who: 'all', modules: ['src/features/ticket/TicketPage.vue'] },
  { path: '/pieces/:id/record', who: 'person', modules: ['src/features/record/editor/RecordPage.vue'] },
  {
    path: '/pieces/:id/edit',
    who: 'person',
    modules: ['src/features/make/edit/EditPage.vue', 'src/features/make/steps/FactsStep.vue'],
  },
  { path: '/make', who: 'person', modules: ['src/features/make/MakePage.vue'] },
  { path: '/cakes', who: 'all', modules: ['src/features/cakes/CakesPage.vue'] },
  { path: '/cakes/:id', who: 'all', modules: ['src/features/cakes/page/CakePage.vue'] },
  { path: '/me', who: 'person', modules: ['src/features/account/MePage.vue'] },
  { path: '/me/profile', who: 'person', modules: ['src/features/account/profile/ProfilePage.vue'] },
  { path: '/me/settings', who: 'person', modules: ['src/features/account/settings/SettingsPage.vue'] },
  { path: '/me/security', who: 'person', modules: ['src/features/account/security/SecurityPage.vue'] },
  { path: '/me/data', who: 'person', modules: ['src/features/data/DataPage.vue'] },
  {
    path: '/rooms',
    who: 'person',
    modules: ['src/features/chat/rooms/ChatPage.vue', 'src/features/chat/rooms/RoomsPane.vue'],
  },
  {
    path: '/rooms/:id',
    who: 'person',
    modules: ['src/features/chat/rooms/ChatPage.vue', 'src/features/chat/room/RoomPage.vue'],
  },
  { path: '/me/blocks', who: 'person', modules: ['src/features/chat/blocks/BlocksPage.vue'] },
  { path: '/me/statistics', who: 'person', modules: ['src/features/stats/StatisticsPage.vue'] },
  { path: '/me/recap', who: 'person', modules: ['src/features/recap/RecapPage.vue'] },
  { path: '/me/links', who: 'person', modules: ['src/features/share/LinksPage.vue'] },
]
