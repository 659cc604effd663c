/** Tables in DynamoDB. */
@NullMarked
package dev.headwater.aws.tables;

import org.jspecify.annotations.NullMarked;
