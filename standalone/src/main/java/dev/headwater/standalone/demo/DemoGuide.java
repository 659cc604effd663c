package dev.headwater.standalone.demo;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.guide.GuideChannels;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.GuideWriter;
import dev.headwater.core.guide.Programme;
import dev.headwater.core.store.TableStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A guide for channels that nobody has one for: some days around now, the same for the same day. */
public final class DemoGuide {
    static final String SOURCE = "demo";
    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final int SLOTS_A_DAY = 48;
    private static final GuideSource.Span SPAN = new GuideSource.Span(7, 7);

    private static final List<String> TITLES = List.of(
            "Colour Bars",
            "The Clock",
            "One Kilohertz",
            "Counting Frames",
            "Behind the Test Card",
            "Greyscale & Friends",
            "Sync or Swim",
            "Signal Found");

    private final GuideSources sources;
    private final GuideChannels known;
    private final GuideWriter writer;
    private final Channels channels;
    private final IdSequence ids;
    private final InstantSource clock;

    /** @param ids of sources */
    public DemoGuide(TableStore catalog, GuideSources sources, Channels channels, IdSequence ids, InstantSource clock) {
        this.sources = sources;
        this.known = new GuideChannels(catalog);
        this.writer = new GuideWriter(catalog, clock);
        this.channels = channels;
        this.ids = ids;
        this.clock = clock;
    }

    /** Gives channels that have no guide id one, and a guide. It is kept going until the source is removed. */
    public void begin(Collection<Channel> wanted) {
        GuideSource source = sources.find(SOURCE).orElseGet(() -> {
            GuideSource made =
                    new GuideSource(ids.next(), SOURCE, "", false, GuideSource.DEFAULT_PRIORITY, "Z", SPAN, null);
            sources.add(made);
            return made;
        });
        Map<String, String> names = new HashMap<>();
        for (Channel channel : wanted) {
            if (channel.guideId() == null) {
                String guideId = "channel-" + channel.id() + ".headwater.demo";
                channels.change(channel.id(), stored -> stored.withGuideId(guideId));
                names.put(guideId, channel.name());
            }
        }
        known.forEach(source.id(), channel -> names.putIfAbsent(channel.guideId(), ""));
        write(source, names.keySet());
    }

    /** Writes the days that have come since. */
    public void renew(GuideSource source) {
        List<String> guideIds = new ArrayList<>();
        known.forEach(source.id(), channel -> guideIds.add(channel.guideId()));
        write(source, guideIds);
    }

    private void write(GuideSource source, Collection<String> guideIds) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, List<Programme>> programmes = new HashMap<>();
        guideIds.forEach(guideId -> programmes.put(guideId, programmes(guideId, today)));
        writer.replace(source, programmes);
        int count = programmes.values().stream().mapToInt(List::size).sum();
        sources.change(
                source.name(),
                stored -> stored.imported(new GuideSource.Last(clock.instant(), programmes.size(), count)));
    }

    private static List<Programme> programmes(String guideId, LocalDate today) {
        Instant start =
                today.minusDays(SPAN.behind()).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end =
                today.plusDays(SPAN.ahead() + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Programme> programmes = new ArrayList<>(SLOTS_A_DAY * (SPAN.behind() + SPAN.ahead() + 1));
        while (start.isBefore(end)) {
            long slot = start.getEpochSecond() / SLOT.toSeconds();
            int pick = Math.floorMod(slot * 5 + guideId.hashCode(), TITLES.size());
            // Every fourth is as long as two.
            Instant stop = start.plus(Math.floorMod(slot, 4) == 0 ? SLOT.multipliedBy(2) : SLOT);
            programmes.add(
                    Programme.of(start, stop, TITLES.get(pick), "A programme of the demo, number " + slot + "."));
            start = stop;
        }
        return programmes;
    }
}
