package dev.headwater.api.netty;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.JobOperations;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final long WAIT_MILLIS = 1_000;
    /** Two hours; who still wants to know asks again. */
    private static final int MAX_EVENTS = 7_200;

    private final AdminCalls calls;
    private final JobOperations jobs;
    private final Scheduler threads;
    private final AtomicInteger watchers = new AtomicInteger();

    JobEventsController(AdminCalls calls, JobOperations jobs, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.calls = calls;
        this.jobs = jobs;
        this.threads = Schedulers.fromExecutorService(threads);
    }

    /**
     * How a job stands, as server-sent events {@code job}: at once, then each second, and at its end, with which the answer
     * ends. After two hours it ends in any case.
     */
    @Get(value = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
    @Secured("jobs:read")
    @Operation(operationId = "job.events")
    Publisher<Event<String>> jobEvents(HttpRequest<?> request, String id) {
        // Refused before the answer begins.
        Job first = calls.run(request, jobs.show, new JobOperations.Watch(id, null));
        if (watchers.incrementAndGet() > MAX_WATCHERS) {
            watchers.decrementAndGet();
            throw OperationException.conflict(
                    "too many watch jobs already: ask how it stands from time to time instead");
        }
        return Flux.<Event<String>, Job>generate(() -> first, (last, sink) -> next(request, last, sink))
                .take(MAX_EVENTS)
                .subscribeOn(threads)
                .doFinally(_ -> watchers.decrementAndGet());
    }

    private Job next(HttpRequest<?> request, Job last, SynchronousSink<Event<String>> sink) {
        sink.next(event(last));
        if (last.isOver()) {
            sink.complete();
            return last;
        }
        return calls.run(request, jobs.show, new JobOperations.Watch(last.id(), WAIT_MILLIS));
    }

    private static Event<String> event(Job job) {
        try {
            return Event.of(Operations.JSON.writeValueAsString(job)).name("job");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job can not be written", e);
        }
    }
}
