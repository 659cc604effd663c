package dev.headwater.standalone.imports;

import dev.headwater.core.importing.ImportedChannel;

/**
 * A source as if its channels kept nothing for catch-up: what its own server recorded is not here, and recording is asked
 * for, not assumed.
 */
final class WithoutCatchup {
    private WithoutCatchup() {}

    static Reading of(Reading source) {
        return (sink, notes) -> source.read(
                one -> sink.accept(
                        one instanceof ImportedChannel c && c.archiveDays() > 0
                                ? new ImportedChannel(c.listing(), c.position(), c.guideId(), 0, c.radio(), c.source())
                                : one),
                notes);
    }
}
