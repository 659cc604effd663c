/**
 * Readers of what others hand over: playlists, lines, film descriptions. They only read, hold every input to a limit, and
 * throw nothing but {@link dev.headwater.core.importing.ImportException}.
 */
package dev.headwater.core.importing;
