import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteLocationRaw } from 'vue-router'
import { loadTexts, type Feature, type MessageKey } from '@/i18n'
import { isSignedIn } from '@/api/session'
import { installViewTransitions } from '@/lib/viewTransition'
import { loadChat } from '@/features/chat/rooms/parts'
import { loadRoot } from './root'
import RootPage from './RootPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title; pages with a title of their own leave it out and call `usePageTitle`. */
    title?: MessageKey
    /** `person`: only when signed in; `guest`: only when not. */
    who?: 'person' | 'guest'
    /** The page takes the whole screen of a phone: no bar at the bottom. */
    immersive?: boolean
    /** A ticket flies from or to this page. */
    morph?: boolean
    /** No rail beside it, also on a desktop. */
    plain?: boolean
    /** The page is as high as the screen and scrolls by itself: always, or where there is room for its parts side by side. */
    fill?: 'always' | 'wide'
  }
}

type Page = { default: Component }

/** A page that brings the texts of its feature along, and of those whose parts it shows. */
const page = (features: Feature | readonly Feature[], load: () => Promise<Page>) => async () => {
  const [module] = await Promise.all([load(), ...[features].flat().map((feature) => loadTexts(feature))])
  return module
}

/** Where to go after login: an address of ours, never another site's. */
export const returnPath = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !/^\/(login|join|signin)\b/.test(next) ? next : '/'

/** What was a part of the page "me" once, and is on a page of its own now. */
const movedFromMe = (hash: string): RouteLocationRaw | true => {
  if (/^#(feed|push|look)$/.test(hash)) return { name: 'settings', hash, replace: true }
  if (/^#(change|devices)$/.test(hash)) return { name: 'security', hash, replace: true }
  return true
}

export const loginFor = (path: string): RouteLocationRaw => ({
  name: 'login',
  query: path === '/' ? {} : { next: path },
})

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    { path: '/', name: 'home', component: RootPage, beforeEnter: () => loadRoot() },
    {
      path: '/join',
      name: 'join',
      component: page('account', () => import('@/features/account/JoinPage.vue')),
      meta: { title: 'nav.join', who: 'guest', plain: true },
    },
    {
      path: '/login',
      name: 'login',
      component: page('account', () => import('@/features/account/LoginPage.vue')),
      meta: { title: 'nav.login', who: 'guest', plain: true },
    },
    {
      path: '/signin/:provider',
      name: 'signin',
      component: page(['signin', 'account'], () => import('@/features/signin/SignInPage.vue')),
      props: true,
      meta: { title: 'signin.title', plain: true },
    },
    {
      path: '/reset',
      name: 'reset',
      component: page(['mail', 'account'], () => import('@/features/mail/ResetPage.vue')),
      meta: { title: 'mail.ask.title', plain: true },
    },
    {
      path: '/verify',
      name: 'verify',
      component: page('mail', () => import('@/features/mail/VerifyPage.vue')),
      meta: { title: 'mail.verify.title', plain: true },
    },
    {
      path: '/welcome',
      name: 'welcome',
      component: page('onboarding', () => import('@/features/onboarding/WelcomePage.vue')),
      meta: { title: 'onboarding.title', who: 'person', immersive: true, plain: true },
    },
    {
      path: '/calendar',
      name: 'calendar',
      component: page('calendar', () => import('@/features/calendar/CalendarPage.vue')),
      meta: { title: 'nav.calendar', who: 'person', morph: true },
    },
    {
      path: '/pieces',
      name: 'pieces',
      component: page('pieces', () => import('@/features/pieces/CollectionPage.vue')),
      meta: { title: 'nav.pieces' },
    },
    {
      path: '/people/:id',
      name: 'person',
      component: page('pieces', () => import('@/features/pieces/person/PersonPage.vue')),
      props: true,
    },
    {
      path: '/pieces/:id',
      name: 'piece',
      component: page('ticket', () => import('@/features/ticket/TicketPage.vue')),
      props: true,
      meta: { immersive: true, morph: true },
    },
    {
      path: '/pieces/:id/record',
      name: 'record',
      component: page('record', () => import('@/features/record/editor/RecordPage.vue')),
      props: true,
      meta: { who: 'person', immersive: true },
    },
    {
      path: '/pieces/:id/edit/:step?',
      name: 'edit',
      component: page('make', () => import('@/features/make/edit/EditPage.vue')),
      props: true,
      meta: { title: 'make.edit.title', who: 'person', immersive: true },
    },
    {
      path: '/make/:step?',
      name: 'make',
      component: page('make', () => import('@/features/make/MakePage.vue')),
      meta: { title: 'nav.make', who: 'person', immersive: true },
    },
    {
      path: '/cakes',
      name: 'cakes',
      component: page('cakes', () => import('@/features/cakes/CakesPage.vue')),
      meta: { title: 'nav.cakes' },
    },
    {
      path: '/cakes/new',
      name: 'cakeNew',
      // kinds and photos are picked as for a piece, areas are those of the lists
      component: page(['cakeform', 'cakes', 'make'], () => import('@/features/cakeform/CakeNewPage.vue')),
      meta: { title: 'cakeform.newTitle', who: 'person', immersive: true },
    },
    {
      path: '/cakes/:id/edit',
      name: 'cakeEdit',
      component: page(['cakeform', 'cakes', 'make'], () => import('@/features/cakeform/CakeEditPage.vue')),
      props: true,
      meta: { title: 'cakeform.editTitle', who: 'person', immersive: true },
    },
    {
      path: '/cakes/:id',
      name: 'cake',
      component: page('cakes', () => import('@/features/cakes/page/CakePage.vue')),
      props: true,
      meta: { immersive: true, morph: true },
    },
    {
      path: '/me',
      name: 'me',
      component: page(['account', 'questions', 'titles'], () => import('@/features/account/MePage.vue')),
      beforeEnter: (to) => movedFromMe(to.hash),
      meta: { title: 'nav.me', who: 'person' },
    },
    {
      path: '/me/profile',
      name: 'profile',
      component: page('account', () => import('@/features/account/profile/ProfilePage.vue')),
      meta: { title: 'account.hub.edit', who: 'person' },
    },
    {
      path: '/me/settings',
      name: 'settings',
      component: page(['account', 'push'], () => import('@/features/account/settings/SettingsPage.vue')),
      meta: { title: 'account.hub.settings', who: 'person' },
    },
    {
      path: '/me/security',
      name: 'security',
      component: page(['account', 'mail', 'signin'], () => import('@/features/account/security/SecurityPage.vue')),
      meta: { title: 'account.hub.security', who: 'person' },
    },
    {
      path: '/me/data',
      name: 'data',
      component: page(['data', 'leave', 'imports'], () => import('@/features/data/DataPage.vue')),
      meta: { title: 'data.title', who: 'person' },
    },
    {
      path: '/me/leave',
      name: 'leave',
      component: page(['leave', 'account'], () => import('@/features/leave/LeavePage.vue')),
      meta: { title: 'leave.title', who: 'person' },
    },
    {
      path: '/back',
      name: 'back',
      component: page(['leave', 'account'], () => import('@/features/leave/BackPage.vue')),
      meta: { title: 'leave.back.title', who: 'person', immersive: true, plain: true },
    },
    {
      path: '/me/statistics',
      name: 'statistics',
      component: page('stats', () => import('@/features/stats/StatisticsPage.vue')),
      meta: { title: 'stats.title', who: 'person' },
    },
    {
      path: '/me/recap/:year?',
      name: 'recap',
      component: page('recap', () => import('@/features/recap/RecapPage.vue')),
      props: true,
      meta: { title: 'recap.title', who: 'person', immersive: true, plain: true },
    },
    {
      path: '/me/titles',
      name: 'titles',
      component: page('titles', () => import('@/features/titles/TitlesPage.vue')),
      meta: { title: 'titles.title', who: 'person' },
    },
    {
      path: '/me/import',
      name: 'import',
      component: page('imports', () => import('@/features/imports/ImportPage.vue')),
      meta: { title: 'imports.title', who: 'person' },
    },
    {
      path: '/me/links',
      name: 'links',
      component: page('share', () => import('@/features/share/LinksPage.vue')),
      meta: { title: 'share.links.title', who: 'person' },
    },
    {
      path: '/me/blocks',
      name: 'blocks',
      component: page('chat', () => import('@/features/chat/blocks/BlocksPage.vue')),
      meta: { title: 'chat.blocks.title', who: 'person' },
    },
    {
      path: '/rooms',
      name: 'rooms',
      component: page('chat', () => loadChat('list')),
      meta: { title: 'nav.rooms', who: 'person', fill: 'wide' },
    },
    {
      path: '/rooms/with/:personId',
      name: 'directRoom',
      component: page('chat', () => import('@/features/chat/rooms/DirectRoomPage.vue')),
      props: true,
      meta: { title: 'nav.rooms', who: 'person', immersive: true },
    },
    {
      path: '/rooms/:id',
      name: 'room',
      component: page('chat', () => loadChat('room')),
      props: true,
      meta: { who: 'person', immersive: true, fill: 'always' },
    },
    {
      path: '/notices',
      name: 'notices',
      component: page('notices', () => import('@/features/notices/NoticesPage.vue')),
      meta: { title: 'notices.title' },
    },
    {
      path: '/questions',
      name: 'questions',
      component: page('questions', () => import('@/features/questions/QuestionsPage.vue')),
      meta: { title: 'questions.title', who: 'person' },
    },
    {
      path: '/admin',
      name: 'admin',
      // reasons and kinds are those of the sheet that reports
      component: page(['admin', 'report', 'questions'], () => import('@/features/admin/AdminPage.vue')),
      meta: { title: 'admin.title', who: 'person' },
    },
    { path: '/reports', name: 'reports', redirect: { name: 'admin' }, meta: { title: 'admin.title', who: 'person' } },
    {
      path: '/:rest(.*)*',
      name: 'lost',
      component: () => import('./NotFoundPage.vue'),
      meta: { title: 'error.notFoundTitle' },
    },
  ],
})

router.beforeEach((to) => {
  if (to.meta.who === 'person' && !isSignedIn()) return loginFor(to.fullPath)
  if (to.meta.who === 'guest' && isSignedIn()) return returnPath(to.query.next)
})

installViewTransitions(router)
