/** What edges on other machines read here: objects below {@code hls/}, and the keys that sign URLs. */
package dev.headwater.api.origin;
