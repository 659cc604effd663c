/** Backups, begun and fetched over the admin API. */
package dev.headwater.api.admin.backup;
