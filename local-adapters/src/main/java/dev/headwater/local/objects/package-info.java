/** Objects as files: the bytes first, what is to be known of them behind. */
package dev.headwater.local.objects;
