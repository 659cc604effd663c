/** Takedowns, as operators order and lift them. */
package dev.headwater.api.admin.takedown;
