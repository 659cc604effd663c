/** The data folder of one machine: its tree, and that one process owns it. */
package dev.headwater.local.folder;
