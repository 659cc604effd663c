package dev.headwater.api.admin;

/**
 * Where a process that stands still between two requests, as a Lambda function does, hands its long work to: another one that
 * goes on.
 */
public interface Errands {
    /** Whether it is work to hand on. */
    boolean takes(Operation<?, ?> operation);

    /**
     * Hands work on; permission and sources were looked at.
     *
     * @return what who asks is told now
     */
    <A, R> R hand(Call call, Operation<A, R> operation, A argument);
}
