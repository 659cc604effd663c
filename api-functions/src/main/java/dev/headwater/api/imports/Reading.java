package dev.headwater.api.imports;

import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.Notes;
import java.util.function.Consumer;

/** A source that lies ready. It can be read again, and shows the same each time, in the same order. */
@FunctionalInterface
interface Reading {
    /** @throws dev.headwater.core.importing.ImportException where it can not be read to its end */
    void read(Consumer<Imported> sink, Notes notes);

    /** Whether films and episodes with sources of that URL may be there though nothing was seen of them. After reading. */
    default boolean isBlindFor(String sourceUrl) {
        return false;
    }

    /** Whether so many series could not be read that none counts as gone. */
    default boolean isBlindForSeries() {
        return false;
    }
}
