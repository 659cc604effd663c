package dev.headwater.core.catalog;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.media.IngestOptions;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A live stream.
 *
 * @param position lists are ordered by it, then by id
 * @param sources in order of priority, at least one
 * @param ladder name of one of the {@link Ladders}; null: the source is remuxed
 * @param guideId channel id in the guide; null: none
 * @param archiveDays how long segments stay for catch-up; 0: they do not
 * @param radio whether it is sound alone
 * @param run when it is made
 * @param ingest how it is made; null: as by default
 */
public record Channel(
        int id,
        Listed listed,
        int position,
        List<Source> sources,
        @Nullable String ladder,
        @Nullable String guideId,
        int archiveDays,
        boolean radio,
        Run run,
        @Nullable IngestOptions ingest)
        implements Content {

    /** When a channel is made. */
    public enum Run {
        /** Never: it is switched off, and in no list. */
        OFF,
        /** While somebody watches. */
        ON_DEMAND,
        ALWAYS
    }

    public Channel {
        Objects.requireNonNull(listed, "listed");
        Objects.requireNonNull(run, "run");
        sources = List.copyOf(sources);
        ingest = IngestOptions.DEFAULT.equals(ingest) ? null : ingest;
        if (sources.isEmpty()) {
            throw new InvalidValueException("sources", "a channel has at least one source");
        }
        if (ladder != null) {
            Ladder.requireName(ladder);
        }
        if (archiveDays < 0 || archiveDays > 366) {
            throw new InvalidValueException("archiveDays", "archive days are 0 to 366");
        }
        if (guideId != null && guideId.length() > Listed.MAX_NAME) {
            throw new InvalidValueException("guideId", "a guide id has up to " + Listed.MAX_NAME + " characters");
        }
    }

    /** A channel that is made as by default. */
    public Channel(
            int id,
            Listed listed,
            int position,
            List<Source> sources,
            @Nullable String ladder,
            @Nullable String guideId,
            int archiveDays,
            boolean radio,
            Run run) {
        this(id, listed, position, sources, ladder, guideId, archiveDays, radio, run, null);
    }

    /** A channel that is always made, with nothing but what it needs. */
    public static Channel of(int id, Listed listed, List<Source> sources, @Nullable String ladder) {
        return new Channel(id, listed, 0, sources, ladder, null, 0, false, Run.ALWAYS, null);
    }

    /** The same channel under an id, in a category. */
    public Channel placed(int newId, int newCategory) {
        return new Channel(
                newId, listed.in(newCategory), position, sources, ladder, guideId, archiveDays, radio, run, ingest);
    }

    public Channel running(Run when) {
        return new Channel(id, listed, position, sources, ladder, guideId, archiveDays, radio, when, ingest);
    }

    public Channel withGuideId(@Nullable String newGuideId) {
        return new Channel(id, listed, position, sources, ladder, newGuideId, archiveDays, radio, run, ingest);
    }

    public Channel withSources(List<Source> newSources) {
        return new Channel(id, listed, position, newSources, ladder, guideId, archiveDays, radio, run, ingest);
    }

    /** @param newLadder null: what can be copied is copied */
    public Channel withLadder(@Nullable String newLadder) {
        return new Channel(id, listed, position, sources, newLadder, guideId, archiveDays, radio, run, ingest);
    }

    public Channel withListed(Listed newListed) {
        return new Channel(id, newListed, position, sources, ladder, guideId, archiveDays, radio, run, ingest);
    }

    @Override
    public ContentKind kind() {
        return ContentKind.LIVE;
    }

    /** How it is made. */
    public IngestOptions ingestOptions() {
        return ingest == null ? IngestOptions.DEFAULT : ingest;
    }

    /** Whether it is to be listed and played at all. */
    public boolean enabled() {
        return run != Run.OFF;
    }

    public Packaging packaging() {
        return ladder == null ? Packaging.REMUX : Packaging.LADDER;
    }
}
