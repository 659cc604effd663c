/** Who manages Headwater, what they may do, and what they did. */
package dev.headwater.core.admin;
