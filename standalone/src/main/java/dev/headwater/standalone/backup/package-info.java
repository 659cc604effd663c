/** Backup of a data folder while it is in use, and restore into one that is not. */
@org.jspecify.annotations.NullMarked
package dev.headwater.standalone.backup;
