/** Fragments of an MP4 (ISO/IEC 14496-12) read without FFmpeg, as far as a check looks into them. */
package dev.headwater.standalone.check.fmp4;
