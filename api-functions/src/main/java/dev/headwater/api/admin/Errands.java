package dev.headwater.api.admin;

/**
 * Where long work is done. A process that goes on does it itself; one that stands still between two requests, as a Lambda
 * function does, hands it to another.
 */
public interface Errands {
    /** Everything is done where it is asked for. */
    Errands NONE = new Errands() {
        @Override
        public boolean takes(Operation<?, ?> operation) {
            return false;
        }

        @Override
        public <A, R> R hand(Call call, Operation<A, R> operation, A argument) {
            throw new UnsupportedOperationException(operation.name());
        }
    };

    /** Whether it is work to hand on. */
    boolean takes(Operation<?, ?> operation);

    /**
     * Hands work on; permission and sources were looked at.
     *
     * @return what who asks is told now
     */
    <A, R> R hand(Call call, Operation<A, R> operation, A argument);
}
