package dev.headwater.standalone.check;

import java.net.URI;

/**
 * How a segment is encrypted: AES-128 (RFC 8216 §5.2).
 *
 * @param iv 32 hex digits
 * @param isExplicit whether the playlist names the IV, rather than that it follows from the sequence number
 */
record SegmentSeal(URI key, String iv, boolean isExplicit) {}
