/** The engine's time, kept in step with the sandbox's clock. */
@NullMarked
package fr.dmp.sandbox.process;

import org.jspecify.annotations.NullMarked;
