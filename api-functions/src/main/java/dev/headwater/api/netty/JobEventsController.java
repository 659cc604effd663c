package dev.headwater.api.netty;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.auth.TokenCallers;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.JobOperations;
import dev.headwater.core.admin.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Jobs as they go on. Lambda keeps no answer open, so this is there on Netty alone. */
@Controller("/admin/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Jobs")
final class JobEventsController {
    private static final int MAX_WATCHERS = 64;
    private static final int MAX_OF_ONE = 8;
    private static final long WAIT_MILLIS = 1_000;
    /** Two hours; who still wants to know asks again. */
    private static final int MAX_EVENTS = 7_200;

    private final AdminCalls calls;
    private final TokenCallers tokens;
    private final JobOperations jobs;
    private final Scheduler threads;
    private final Watchers watchers = new Watchers(MAX_WATCHERS, MAX_OF_ONE);

    JobEventsController(
            AdminCalls calls,
            TokenCallers tokens,
            JobOperations jobs,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.calls = calls;
        this.tokens = tokens;
        this.jobs = jobs;
        this.threads = Schedulers.fromExecutorService(threads);
    }

    /**
     * How a job stands, as server-sent events {@code job}: at once, then each second, and at its end, with which the answer
     * ends. It also ends when who asks may no longer, with the access token, and after two hours. Eight at once for a key,
     * a person, or all keys of a reseller.
     */
    @Get(value = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
    @Secured("jobs:read")
    @Operation(operationId = "job.events")
    Publisher<Event<String>> jobEvents(HttpRequest<?> request, String id) {
        // Refused before the answer begins.
        Call call = calls.call(request);
        Job first = calls.run(request, jobs.show, new JobOperations.Watch(id, null));
        String who = who(call.caller());
        if (!watchers.hasRoom(who)) {
            throw full();
        }
        // A seat is taken by whoever reads on: an answer that nobody reads has none to leave.
        return Flux.<Event<String>, Watchers.Seat>using(
                        () -> watchers.sit(who).orElseThrow(JobEventsController::full),
                        seat -> events(request, call, first),
                        Watchers.Seat::close)
                .subscribeOn(threads);
    }

    private static OperationException full() {
        return OperationException.conflict("too many watch jobs already: ask how it stands from time to time instead");
    }

    private static String who(Caller caller) {
        return caller.tenant() == null ? caller.name() : "reseller " + caller.tenant();
    }

    private Flux<Event<String>> events(HttpRequest<?> request, Call call, Job first) {
        return Flux.<Event<String>, Job>generate(() -> first, (last, sink) -> next(request, call, last, sink))
                .take(MAX_EVENTS);
    }

    private Job next(HttpRequest<?> request, Call call, Job last, SynchronousSink<Event<String>> sink) {
        sink.next(event(last));
        if (last.isOver()) {
            sink.complete();
            return last;
        }
        Optional<Job> now = now(request, call, last);
        if (now.isEmpty()) {
            sink.complete();
        }
        return now.orElse(last);
    }

    /** Empty: it is not for who asks, or not any more. */
    private Optional<Job> now(HttpRequest<?> request, Call call, Job last) {
        JobOperations.Watch watch = new JobOperations.Watch(last.id(), WAIT_MILLIS);
        try {
            // They may be another by now, or nobody.
            return tokens.of(request).map(caller -> calls.run(call.by(caller), jobs.show, watch));
        } catch (OperationException e) {
            return Optional.empty();
        }
    }

    private static Event<String> event(Job job) {
        try {
            return Event.of(Operations.JSON.writeValueAsString(job)).name("job");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job can not be written", e);
        }
    }
}
