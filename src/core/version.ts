/** The version of this release; a test holds it equal to package.json's. */
export const VERSION = '0.1.0'

/** Where the people we call can read who we are. */
export const HOMEPAGE = 'https://github.com/nightdesk/nightdesk'
