/** What operators can do, whatever way they ask. */
package dev.headwater.api.admin;
