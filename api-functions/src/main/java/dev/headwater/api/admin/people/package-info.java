/** Who manages Headwater: people, keys of scripts, and what they did. */
package dev.headwater.api.admin.people;
