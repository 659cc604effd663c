/** What the admin API says of itself: its document, as it is served and as the command line reads it. */
package dev.headwater.api.admin.document;
