export default {
  app: {
    name: 'Accueil',
    vendor: 'DMP'
  },
  disableWelcomeMessage: true
};
