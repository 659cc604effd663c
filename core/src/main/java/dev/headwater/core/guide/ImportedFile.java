package dev.headwater.core.guide;

import dev.headwater.core.guide.xmltv.XmltvHandler;
import dev.headwater.core.guide.xmltv.XmltvProgramme;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was read of a file: numbers its channels, and hands programmes of the days kept to the sorter. */
final class ImportedFile implements XmltvHandler {
    private static final int DAY = 86_400;
    private static final int MAX_CHANNELS = 1 << Draft.CHANNEL_BITS;

    private final DraftSorter sorter;
    private final long from;
    private final long to;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Known> known = new ArrayList<>();
    private final Set<String> guideIds = new HashSet<>();
    private int programmes;
    private int outside;
    private int skipped;

    ImportedFile(DraftSorter sorter, GuideSource.Span span, LocalDate today) {
        this.sorter = sorter;
        this.from = today.minusDays(span.behind()).toEpochDay() * DAY;
        this.to = today.plusDays(span.ahead() + 1L).toEpochDay() * DAY;
    }

    /** A channel of the file. */
    record Known(
            String guideId, List<String> names, @Nullable String icon) {}

    @Override
    public void channel(String id, List<String> names, @Nullable String icon) {
        int number = number(id);
        if (number < 0) {
            skipped++;
        } else {
            known.set(number, new Known(id, names, icon));
        }
    }

    @Override
    public void programme(XmltvProgramme programme) throws IOException {
        if (programme.start() < from || programme.start() >= to) {
            outside++;
            return;
        }
        int number = number(programme.channel());
        if (number < 0) {
            skipped++;
            return;
        }
        long length = programme.stop() - programme.start();
        boolean knowsStop = programme.stop() > programme.start();
        sorter.add(
                number,
                programme.start() - from,
                knowsStop ? Math.min(length, DayCutter.MAX_LENGTH) : 0,
                texts(programme));
        guideIds.add(known.get(number).guideId());
        programmes++;
    }

    private static ProgrammeCodec.Texts texts(XmltvProgramme programme) {
        boolean isNumbered = programme.season() + programme.episode() > 0;
        return new ProgrammeCodec.Texts(
                programme.title(),
                programme.subtitle(),
                programme.description(),
                programme.lang(),
                programme.categories(),
                programme.icon(),
                isNumbered ? new Numbering(programme.season(), programme.episode()) : null);
    }

    /** Of a channel, from 0; negative: its id can not be kept, or there are too many. */
    private int number(String id) {
        Integer number = numbers.get(id);
        if (number != null) {
            return number;
        }
        if (!GuideIds.isValid(id) || known.size() == MAX_CHANNELS) {
            return -1;
        }
        numbers.put(id, known.size());
        known.add(new Known(id, List.of(), null));
        return known.size() - 1;
    }

    @Override
    public void skipped() {
        skipped++;
    }

    Known known(int number) {
        return known.get(number);
    }

    int channels() {
        return known.size();
    }

    /** Of channels that have programmes on the days kept. */
    Set<String> guideIds() {
        return guideIds;
    }

    int programmes() {
        return programmes;
    }

    int outside() {
        return outside;
    }

    int skippedElements() {
        return skipped;
    }
}
