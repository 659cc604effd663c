/** Subtitles within the files films are made of, for where nothing decodes them: read from the files' own structure. */
@NullMarked
package dev.headwater.core.vod.text;

import org.jspecify.annotations.NullMarked;
