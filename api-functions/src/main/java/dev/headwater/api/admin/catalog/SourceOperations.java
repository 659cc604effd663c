package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.media.Source;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code channel probe}. */
public final class SourceOperations implements OperationGroup {
    /** Written down like a change: it has this machine connect to where it is told to. */
    public final Operation<Probe, SourceLook.Report> probe =
            Operation.change("channel.probe", Permission.CATALOG_WRITE, Probe.class, this::probe);

    private final SourceLook look;

    public SourceOperations(SourceLook look) {
        this.look = look;
    }

    /**
     * A source to look at.
     *
     * @param allowPrivate whether it may lead to private and loopback addresses; null: no
     */
    @Schema(example = "{\"source\": \"https://example.org/live.m3u8\"}")
    public record Probe(String source, @Nullable Boolean allowPrivate) implements Sourced<Probe> {
        @Override
        public Probe resolved(Resolver from) {
            return new Probe(TitleFiles.resolved(from, "source", source), allowPrivate);
        }

        @Override
        public String toString() {
            return new Source(source, allowPrivate).toString();
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(probe);
    }

    private SourceLook.Report probe(Probe probe) {
        Source source = OperationException.blaming("source", () -> {
            Source read = new Source(probe.source(), probe.allowPrivate());
            SourceAddresses.checkOfChannel(read);
            return read;
        });
        return look.look(source);
    }
}
