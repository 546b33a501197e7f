// Tasklist as the staff of the DMP see it.
export default {
  app: {
    name: 'Tâches',
    vendor: 'Dossier médical partagé ·'
  },
  locales: {
    availableLocales: ['fr'],
    fallbackLocale: 'fr'
  },
  disableWelcomeMessage: true,
  customScripts: ['scripts/no-drafts', 'scripts/french'],
  shortcuts: {
    claimTask: {key: 'ctrl+alt+c', description: 'prend la tâche choisie'},
    focusFilter: {key: 'ctrl+shift+f', description: 'va à la première liste'},
    focusList: {key: 'ctrl+alt+l', description: 'va à la première tâche'},
    focusForm: {key: 'ctrl+alt+f', description: 'va au premier champ du formulaire'},
    startProcess: {key: 'ctrl+alt+p', description: 'démarre un processus'}
  }
};
