/** What channels showed in the past: which segments are kept, to be played again. */
package dev.headwater.core.archive;
