/** Files that come from elsewhere, for what is then made of them. */
package dev.headwater.api.admin.uploads;
