package dev.headwater.api.guide;

import dev.headwater.api.listing.Sight;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideIds;
import dev.headwater.core.guide.Programme;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders a document: each channel is read once, its days go to as many files, which become one. */
final class GuideRenderer {
    static final int BEHIND = 7;
    static final int AHEAD = 14;
    private static final int DAYS = BEHIND + 1 + AHEAD;
    private static final int BLOCK = 1 << 15;
    private static final Comparator<Channel> ORDER =
            Comparator.comparingInt(Channel::position).thenComparingInt(Channel::id);

    private final Channels channels;
    private final Guide guide;
    private final Path folder;

    /** @param folder for files while a document is made; made where it is not there */
    GuideRenderer(Channels channels, Guide guide, Path folder) {
        this.channels = channels;
        this.guide = guide;
        this.folder = folder;
    }

    /**
     * A rendered document on its way to the store.
     *
     * @param file head and days; to be deleted
     * @param until when rights of a channel begin or end next; null: never
     */
    record Rendered(
            Path file,
            Part head,
            LocalDate first,
            List<Part> days,
            int behind,
            @Nullable Instant until) {}

    /** Blocks for as long as it takes: seconds for thousands of channels. */
    Rendered render(Sight sight, Instant now) throws IOException {
        Visible visible = visible(sight, now);
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(BEHIND);
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        List<PartWriter> writers = new ArrayList<>();
        try {
            for (int i = 0; i <= DAYS; i++) {
                Path file = Files.createTempFile(folder, "guide", ".part");
                files.add(file);
                writers.add(new PartWriter(new BufferedOutputStream(Files.newOutputStream(file), BLOCK)));
            }
            write(visible, first, writers);
            List<Part> parts = new ArrayList<>();
            for (PartWriter writer : writers) {
                parts.add(writer.end());
                writer.close();
            }
            Path whole = joined(files);
            return new Rendered(
                    whole, parts.getFirst(), first, parts.subList(1, parts.size()), visible.behind(), visible.until());
        } finally {
            for (PartWriter writer : writers) {
                writer.close();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Channels that have a guide and are seen.
     *
     * @param behind how many days back a player can go on any of them, 1 to {@link #BEHIND}
     */
    private record Visible(
            Map<String, Channel> byGuideId,
            int behind,
            @Nullable Instant until) {}

    private Visible visible(Sight sight, Instant now) {
        List<Channel> seen = new ArrayList<>();
        List<Instant> edges = new ArrayList<>();
        channels.forEach(channel -> {
            String guideId = channel.guideId();
            if (guideId != null && GuideIds.isValid(guideId)) {
                channel.listed().rights().nextEdge(now).ifPresent(edges::add);
                if (sight.sees(channel, now)) {
                    seen.add(channel);
                }
            }
        });
        Map<String, Channel> byGuideId = new LinkedHashMap<>();
        int behind = 1;
        for (Channel channel : seen.stream().sorted(ORDER).toList()) {
            byGuideId.putIfAbsent(String.valueOf(channel.guideId()), channel);
            behind = Math.max(behind, Math.min(BEHIND, channel.archiveDays()));
        }
        return new Visible(
                byGuideId, behind, edges.stream().min(Instant::compareTo).orElse(null));
    }

    private void write(Visible visible, LocalDate first, List<PartWriter> writers) throws IOException {
        PartWriter head = writers.getFirst();
        head.write(XmltvText.HEAD);
        StringBuilder text = new StringBuilder(BLOCK);
        for (Map.Entry<String, Channel> one : visible.byGuideId().entrySet()) {
            text.setLength(0);
            Channel channel = one.getValue();
            XmltvText.channel(
                    text, one.getKey(), channel.name(), channel.listed().image());
            head.write(text);
        }
        long base = first.toEpochDay();
        for (String guideId : visible.byGuideId().keySet()) {
            int day = -1;
            text.setLength(0);
            for (Programme programme : guide.all(guideId, first, first.plusDays(DAYS - 1L))) {
                int its = (int) (Math.floorDiv(programme.start().getEpochSecond(), 86_400L) - base);
                if (its != day && day >= 0) {
                    writers.get(day + 1).write(text);
                    text.setLength(0);
                }
                day = its;
                XmltvText.programme(text, guideId, programme);
            }
            if (day >= 0) {
                writers.get(day + 1).write(text);
            }
        }
    }

    /** All files behind each other, as the first of them. */
    private static Path joined(List<Path> files) throws IOException {
        Path first = files.removeFirst();
        try (OutputStream out = Files.newOutputStream(first, StandardOpenOption.APPEND)) {
            for (Path file : files) {
                Files.copy(file, out);
            }
            return first;
        } catch (IOException e) {
            Files.deleteIfExists(first);
            throw e;
        }
    }
}
