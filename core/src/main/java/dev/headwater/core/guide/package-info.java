/**
 * The programme guide: what is on, by guide id and UTC day. Sources are imported, each into items of its own; the reader
 * takes each day from the best source that has it.
 */
package dev.headwater.core.guide;
