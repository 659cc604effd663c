package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.JobOperations;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.runtime.ProgressLine;

/** Shows how far long work is until it is over. */
final class JobWatcher {
    private static final long WAIT_MILLIS = 200;

    private final Control control;
    private final Common common;

    JobWatcher(Control control, Common common) {
        this.control = control;
        this.common = common;
    }

    /**
     * What came of it.
     *
     * @param begun the job
     * @param what is done, for people
     * @throws OperationException where it ended and nothing came of it
     */
    JsonNode result(JsonNode begun, String what) {
        JsonNode job = ended(begun, what);
        // Of one that was cut off there is but what was known at its beginning.
        if (job.path("result").path("state").isMissingNode()) {
            throw new OperationException(job.path("error").asText("it did not come to its end"));
        }
        return job.path("result");
    }

    private JsonNode ended(JsonNode begun, String what) {
        JsonNode watch = Operations.JSON.valueToTree(
                new JobOperations.Watch(begun.path("id").asText(), WAIT_MILLIS));
        JsonNode job = begun;
        try (ProgressLine line = common.progress(what)) {
            while (job.path("state").asText().equals(Job.RUNNING)) {
                job = control.call("job.show", watch);
                line.step(
                        job.path("step").asText(),
                        job.path("done").asLong(),
                        job.path("all").asLong());
            }
        }
        return job;
    }
}
