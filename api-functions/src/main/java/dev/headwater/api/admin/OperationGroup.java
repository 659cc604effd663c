package dev.headwater.api.admin;

import java.util.List;

/** Operations on one kind of thing. */
public interface OperationGroup {
    List<Operation<?, ?>> operations();
}
