/** Whether a process lives, and whether it can do its work. */
package dev.headwater.api.health;
