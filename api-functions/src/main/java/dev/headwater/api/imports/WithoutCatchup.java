package dev.headwater.api.imports;

import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedChannel;
import dev.headwater.core.importing.Notes;
import java.util.function.Consumer;

/**
 * A source as if its channels kept nothing for catch-up: what its own server recorded is not here, and recording is asked
 * for, not assumed.
 */
final class WithoutCatchup {
    private WithoutCatchup() {}

    static Reading of(Reading source) {
        return new Reading() {
            @Override
            public void read(Consumer<Imported> sink, Notes notes) {
                source.read(one -> sink.accept(without(one)), notes);
            }

            @Override
            public boolean isBlindFor(String sourceUrl) {
                return source.isBlindFor(sourceUrl);
            }

            @Override
            public boolean isBlindForSeries() {
                return source.isBlindForSeries();
            }
        };
    }

    private static Imported without(Imported one) {
        return one instanceof ImportedChannel c && c.archiveDays() > 0
                ? new ImportedChannel(c.listing(), c.position(), c.guideId(), 0, c.radio(), c.source())
                : one;
    }
}
