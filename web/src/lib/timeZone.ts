/** Where this device is set to be, by its name in the IANA table; '' when it doesn't tell. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''
