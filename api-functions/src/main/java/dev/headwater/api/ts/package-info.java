/** The MPEG-TS stream host: a live channel as one endless response, cut from the same segments that HLS lists. */
package dev.headwater.api.ts;
