/** What media is made from and into: sources, ladders, renditions. Values only. */
package dev.headwater.core.media;
