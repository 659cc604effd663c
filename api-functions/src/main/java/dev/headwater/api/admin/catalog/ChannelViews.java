package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Etags;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.media.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Channels as commands show them: as they were set, and how they are doing. */
final class ChannelViews {
    private final Categories categories;
    private final ChannelStates states;

    ChannelViews(Categories categories, ChannelStates states) {
        this.categories = categories;
        this.states = states;
    }

    ChannelView of(Channel channel) {
        return of(channel, names());
    }

    /** @param names of categories, by id */
    ChannelView of(Channel channel, Map<Integer, String> names) {
        return of(channel, names, states.window(channel.id()));
    }

    /** Many, by their ids, with one look at what is on air. */
    Map<Integer, ChannelView> of(Collection<Channel> channels) {
        Map<Integer, String> names = names();
        Map<Integer, LiveWindow> live =
                states.windows(channels.stream().map(Channel::id).toList());
        Map<Integer, ChannelView> views = new HashMap<>();
        for (Channel channel : channels) {
            views.put(channel.id(), of(channel, names, Optional.ofNullable(live.get(channel.id()))));
        }
        return views;
    }

    private Map<Integer, String> names() {
        return categories.list(ContentKind.LIVE).stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    private ChannelView of(Channel channel, Map<Integer, String> names, Optional<LiveWindow> window) {
        ChannelState state = states.of(channel, window);
        return new ChannelView(
                channel.id(),
                channel.name(),
                names.getOrDefault(channel.category(), ""),
                channel.sources().stream().map(Source::toString).toList(),
                channel.ladder(),
                state.label(),
                states.error(state, window),
                state == ChannelState.OFF
                        ? null
                        : ChannelIngest.of(window.map(LiveWindow::ingest).orElse(null), state.isShowing()),
                channel.position(),
                channel.listed().image(),
                channel.guideId(),
                channel.archiveDays(),
                channel.listed().adult(),
                channel.radio(),
                ChannelSettings.label(channel.run()),
                channel.ingestOptions().isHotStandby(),
                channel.ingestOptions().isEncrypted(),
                channel.ingestOptions().isContentFailover(),
                channel.ingestOptions().burnIn(),
                channel.ingestOptions().segments().wire(),
                channel.listed().rights().from(),
                channel.listed().rights().until(),
                channel.listed().rights().countries(),
                null,
                Etags.of(channel));
    }
}
