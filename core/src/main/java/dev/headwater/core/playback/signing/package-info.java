/** CloudFront signed URLs: keys, policies, signatures by the minute. */
package dev.headwater.core.playback.signing;
