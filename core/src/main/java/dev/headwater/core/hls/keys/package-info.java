/** What segments are encrypted with, and how. */
package dev.headwater.core.hls.keys;
