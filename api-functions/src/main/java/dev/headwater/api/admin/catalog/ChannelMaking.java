package dev.headwater.api.admin.catalog;

import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.LiveWindows;

/**
 * Where it is told how channels are being made.
 *
 * @param windows what is on air of each
 * @param workers who makes which
 * @param runs whether any are made at all: else every one is off
 */
public record ChannelMaking(LiveWindows windows, Heartbeats workers, boolean runs) {}
