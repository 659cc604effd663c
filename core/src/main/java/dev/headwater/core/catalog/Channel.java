package dev.headwater.core.catalog;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A live stream.
 *
 * @param id as clients see it
 * @param name as lists show it
 * @param category id of the category it stands in
 * @param sources in order of priority, at least one
 * @param ladder name of a preset; null: the source is remuxed
 * @param logo absolute URL; null: none
 * @param guideId channel id in the guide; null: none
 * @param archiveDays how long segments stay for catch-up; 0: they do not
 * @param adult whether apps may hide it behind their parental lock
 * @param enabled whether it is to be on air
 */
public record Channel(
        int id,
        String name,
        int category,
        List<Source> sources,
        @Nullable String ladder,
        @Nullable String logo,
        @Nullable String guideId,
        int archiveDays,
        boolean adult,
        boolean enabled,
        Instant addedAt) {
    public static final int MAX_NAME = 200;

    public Channel {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a channel has at least one source");
        }
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a channel's name has 1 to " + MAX_NAME + " characters and no control characters");
        }
        if (ladder != null && Ladder.preset(ladder).isEmpty()) {
            throw new IllegalArgumentException("there is no ladder '" + ladder + "'; there are "
                    + String.join(
                            ", ", Ladder.presets().stream().map(Ladder::name).toList()));
        }
        if (archiveDays < 0 || archiveDays > 366) {
            throw new IllegalArgumentException("archive days are 0 to 366");
        }
    }

    /** The same channel under an id, in a category. */
    public Channel placed(int newId, int newCategory) {
        return new Channel(
                newId, name, newCategory, sources, ladder, logo, guideId, archiveDays, adult, enabled, addedAt);
    }

    /** The ladder it is transcoded to; empty where it is remuxed. */
    public Optional<Ladder> ladderPreset() {
        return Optional.ofNullable(ladder).flatMap(Ladder::preset);
    }

    public Packaging packaging() {
        return ladder == null ? Packaging.REMUX : Packaging.LADDER;
    }
}
