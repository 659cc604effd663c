/** Tables in SQLite files: one writer thread each, a few readers. */
package dev.headwater.local.tables;
