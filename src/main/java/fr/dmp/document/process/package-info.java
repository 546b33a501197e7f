/** Binds what follows from documents to the engine. */
@NullMarked
package fr.dmp.document.process;

import org.jspecify.annotations.NullMarked;
