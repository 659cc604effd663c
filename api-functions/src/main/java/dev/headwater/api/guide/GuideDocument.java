package dev.headwater.api.guide;

import dev.headwater.api.listing.Audience;
import dev.headwater.core.store.Key;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as it stands ready for one audience: one object, its head first, then its days, the first one first.
 *
 * @param object key of the object
 * @param guide version of the guide it shows
 * @param change number of the last change of channels it shows
 * @param until when rights of a channel begin or end; null: never
 * @param today the day, in UTC, that spans are counted from
 * @param behind days before it that are shown unless a caller says otherwise
 * @param first day of {@code days}
 * @param retired objects that stood ready before, and since when they do no more: somebody may be reading them
 * @param askedAt when it was asked for last, give or take an hour; null: before that was noted
 * @param audience whose it is, so that any process can make it again; null: before that was noted
 */
record GuideDocument(
        String object,
        long guide,
        long change,
        @Nullable Instant until,
        LocalDate today,
        int behind,
        Part head,
        LocalDate first,
        List<Part> days,
        Map<String, Instant> retired,
        @Nullable Instant askedAt,
        @Nullable Audience audience) {
    static final String PARTITION = "GUIDE-DOCUMENTS";
    /** Of their objects, each in one named by its audience. */
    static final String FOLDER = "listings/guide/";

    static Key key(Audience audience) {
        return new Key(PARTITION, audience.key());
    }

    /** As {@link #key(Audience)}, from what it says itself. */
    Key key() {
        return new Key(PARTITION, object.substring(FOLDER.length(), object.lastIndexOf('/')));
    }

    GuideDocument asked(Instant at) {
        return new GuideDocument(object, guide, change, until, today, behind, head, first, days, retired, at, audience);
    }

    /** The day of a moment, as documents count days. */
    static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** Whether rights of a channel have begun or ended since. */
    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Whether it is of another day than this one and the one before. */
    boolean isLongAgo(Instant now) {
        return today.isBefore(day(now).minusDays(1)) || today.isAfter(day(now));
    }

    /** Days around today: how much of a document a caller wants. */
    record Span(int behind, int ahead) {}

    /**
     * What a span is put together from.
     *
     * @param offset where its days begin in the object
     * @param days all of them
     */
    record Cut(long offset, Part days) {}

    /** @param now the day that the span is counted from */
    Cut cut(Span span, LocalDate now) {
        long offset = head.packed();
        Part wanted = Part.NOTHING;
        for (int i = 0; i < days.size(); i++) {
            LocalDate day = first.plusDays(i);
            if (day.isBefore(now.minusDays(span.behind()))) {
                offset += days.get(i).packed();
            } else if (!day.isAfter(now.plusDays(span.ahead()))) {
                wanted = wanted.then(days.get(i));
            }
        }
        return new Cut(offset, wanted);
    }
}
