package dev.headwater.api.admin.catalog;

import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.ReservedChannels;

/**
 * Where it is told how channels are being made.
 *
 * @param windows what is on air of each
 * @param workers who makes which
 * @param reserved which of them make certain channels, and nobody else does
 * @param runs whether any are made at all: else every one is off
 */
public record ChannelMaking(LiveWindows windows, Heartbeats workers, ReservedChannels reserved, boolean runs) {}
