package dev.headwater.core.guide.mapping;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.guide.GuideChannels;
import dev.headwater.core.guide.GuideIds;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.mapping.GuideMatch.How;
import dev.headwater.core.store.TableStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guide ids of channels, and gives channels those that are sure: a channel's guide id is what lists print. Whoever
 * imports channels anew calls {@link #apply} afterwards.
 */
public final class GuideMapping {
    private final Channels channels;
    private final GuideSources sources;
    private final GuideChannels known;
    private final GuideMatches matches;

    public GuideMapping(TableStore catalog, Channels channels, GuideSources sources) {
        this.channels = channels;
        this.sources = sources;
        this.known = new GuideChannels(catalog);
        this.matches = new GuideMatches(catalog);
    }

    /**
     * What all channels have now.
     *
     * @param matches by channel id
     * @param changed how many channels were given another guide id
     */
    public record Applied(List<GuideMatch> matches, int changed) {}

    /** Looks at every channel, and changes those that have another guide id than they should. */
    public Applied apply() {
        GuideNames names = names();
        Map<Integer, GuideMatch> before = matches.all();
        List<GuideMatch> found = new ArrayList<>();
        List<GuideMatch> taken = new ArrayList<>();
        List<Channel> changes = new ArrayList<>();
        channels.forEach(channel -> {
            GuideMatch match = match(channel, Optional.ofNullable(before.get(channel.id())), names);
            found.add(match);
            if (match.how() == How.NAME && !match.equals(before.get(channel.id()))) {
                taken.add(match);
            }
            if (applies(match) && !Objects.equals(channel.guideId(), match.guideId())) {
                changes.add(channel);
            }
        });
        matches.saveAll(taken);
        Map<Integer, GuideMatch> byChannel = new HashMap<>();
        found.forEach(match -> byChannel.put(match.channel(), match));
        // One by one: somebody else may change the rest of a channel at the same time.
        changes.forEach(channel -> {
            GuideMatch match = byChannel.get(channel.id());
            if (match != null) {
                channels.change(channel.id(), stored -> stored.withGuideId(match.guideId()));
            }
        });
        return new Applied(found, changes.size());
    }

    /** What every channel has, or could have, by channel id. Changes nothing. */
    public List<GuideMatch> look() {
        GuideNames names = names();
        Map<Integer, GuideMatch> before = matches.all();
        List<GuideMatch> found = new ArrayList<>();
        channels.forEach(channel -> found.add(match(channel, Optional.ofNullable(before.get(channel.id())), names)));
        return found;
    }

    /** What one channel has, or could have; empty: there is no such channel. Changes nothing. */
    public Optional<GuideMatch> find(int channelId) {
        return channels.find(channelId).map(channel -> match(channel, matches.find(channelId), names()));
    }

    /**
     * Chooses for a channel, for good.
     *
     * @param guideId null: none
     * @return empty: there is no such channel
     * @throws IllegalArgumentException where that can be no guide id
     */
    public Optional<GuideMatch> choose(int channelId, @Nullable String guideId) {
        if (guideId != null && !GuideIds.isValid(guideId)) {
            throw new InvalidValueException(
                    "guideId", "a guide id has 1 to " + GuideIds.MAX_LENGTH + " characters and no control characters");
        }
        GuideMatch chosen = new GuideMatch(channelId, guideId, How.CHOSEN, 1);
        if (channels.find(channelId).isEmpty()) {
            return Optional.empty();
        }
        matches.saveAll(List.of(chosen));
        return channels.change(channelId, channel -> channel.withGuideId(guideId))
                .map(_ -> chosen);
    }

    /** Forgets what was chosen or taken for a channel: its guide id is looked for anew from now on. */
    public void forget(int channelId) {
        matches.delete(channelId);
    }

    private static boolean applies(GuideMatch match) {
        return match.how() == How.CHOSEN || match.how() == How.NAME;
    }

    private static GuideMatch match(Channel channel, Optional<GuideMatch> before, GuideNames names) {
        if (before.isPresent() && before.get().how() == How.CHOSEN) {
            return before.get();
        }
        String own = channel.guideId();
        // What was taken by name may be what the channel has now, or an import may have put its own in place again.
        boolean isTaken = before.map(GuideMatch::guideId).filter(names::has).isPresent();
        boolean isOwn = own != null
                && names.has(own)
                && !Objects.equals(before.map(GuideMatch::guideId).orElse(null), own);
        if (isOwn) {
            return new GuideMatch(channel.id(), own, How.ID, 1);
        }
        if (isTaken) {
            return before.orElseThrow();
        }
        return names.find(channel.name())
                .map(found -> new GuideMatch(
                        channel.id(),
                        found.guideId(),
                        found.confidence() >= GuideMatch.SURE ? How.NAME : How.PROPOSED,
                        Math.round(found.confidence() * 100) / 100.0))
                .orElseGet(() -> new GuideMatch(channel.id(), null, How.UNKNOWN, 0));
    }

    /** Those of better sources first. */
    private GuideNames names() {
        GuideNames names = new GuideNames();
        for (GuideSource source : sources.list()) {
            known.forEach(source.id(), channel -> names.add(channel.guideId(), channel.names()));
        }
        return names;
    }
}
