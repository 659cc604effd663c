/** One change for many things: chosen by a filter or named, made as a job. */
package dev.headwater.api.admin.bulk;
