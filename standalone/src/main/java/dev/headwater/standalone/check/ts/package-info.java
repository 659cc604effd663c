/** MPEG-TS read without FFmpeg: it is FFmpeg's work, and ours, that is checked. Nothing here is decoded. */
package dev.headwater.standalone.check.ts;
