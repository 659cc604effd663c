package dev.headwater.api.admin.bulk;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.catalog.ContentKind;
import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Has lists wait for the end of many changes, and then be made anew once; also where the process dies in the middle. */
public final class Notices {
    /** Renewed long before by everything that goes on. */
    private static final Duration HELD = Duration.ofMinutes(2);

    private final PublishRequests requests;
    private final Runnable look;

    /** @param look told at the end that there is something new to be made ready */
    public Notices(PublishRequests requests, Runnable look) {
        this.requests = requests;
        this.look = look;
    }

    /** One for many changes: closed behind the last. */
    interface Notice extends AutoCloseable {
        /** Says that they go on. */
        void renew();

        @Override
        void close();
    }

    /** @param kind of what is changed; null: nothing that is in a list */
    Notice begin(@Nullable ContentKind kind, String job) {
        if (kind == null) {
            return new Notice() {
                @Override
                public void renew() {}

                @Override
                public void close() {}
            };
        }
        PublishRequests.Hold hold = requests.hold(EnumSet.of(Scope.valueOf(kind.name())), "bulk-" + job, HELD);
        return new Notice() {
            @Override
            public void renew() {
                hold.renew();
            }

            @Override
            public void close() {
                hold.close();
                look.run();
            }
        };
    }
}
